import type { Check } from '../define.ts';
import { addInsteadOfCopy } from './add-instead-of-copy.ts';
import { apkCache } from './apk-cache.ts';
import { apkUntrusted } from './apk-untrusted.ts';
import { apkVersion } from './apk-version.ts';
import { aptCommand } from './apt-command.ts';
import { aptLists } from './apt-lists.ts';
import { aptRecommends } from './apt-recommends.ts';
import { aptUnauthenticated } from './apt-unauthenticated.ts';
import { aptUpdateAlone } from './apt-update-alone.ts';
import { aptVersion } from './apt-version.ts';
import { aptYes } from './apt-yes.ts';
import { buildTools } from './build-tools.ts';
import { defaultPassword } from './default-password.ts';
import { developmentPackages } from './development-packages.ts';
import { gemVersion } from './gem-version.ts';
import { gitCredential } from './git-credential.ts';
import { goVersion } from './go-version.ts';
import { imageDigest } from './image-digest.ts';
import { imageName } from './image-name.ts';
import { imagePlatform } from './image-platform.ts';
import { imageTag } from './image-tag.ts';
import { insecureDownload } from './insecure-download.ts';
import { missingUser } from './missing-user.ts';
import { npmInstall } from './npm-install.ts';
import { npmVersion } from './npm-version.ts';
import { pipCache } from './pip-cache.ts';
import { pipTrustedHost } from './pip-trusted-host.ts';
import { pipVersion } from './pip-version.ts';
import { pipeToShell } from './pipe-to-shell.ts';
import { plainHttp } from './plain-http.ts';
import { remoteAdd } from './remote-add.ts';
import { rootUser } from './root-user.ts';
import { rpmCache } from './rpm-cache.ts';
import { rpmSignature } from './rpm-signature.ts';
import { rpmVersion } from './rpm-version.ts';
import { rpmYes } from './rpm-yes.ts';
import { secretFile } from './secret-file.ts';
import { secretInArg } from './secret-in-arg.ts';
import { secretInCommand } from './secret-in-command.ts';
import { secretInEnv } from './secret-in-env.ts';
import { secretMountCopied } from './secret-mount-copied.ts';
import { setuid } from './setuid.ts';
import { shellInImage } from './shell-in-image.ts';
import { sshPort } from './ssh-port.ts';
import { sshServer } from './ssh-server.ts';
import { sudo } from './sudo.ts';
import { systemUpgrade } from './system-upgrade.ts';
import { tlsVerification } from './tls-verification.ts';
import { unverifiedDownload } from './unverified-download.ts';
import { userName } from './user-name.ts';
import { worldWritable } from './world-writable.ts';
import { writableSystemPath } from './writable-system-path.ts';
import { yarnCache } from './yarn-cache.ts';

/** How images are built: what Dockerfiles put into them, from where, and as whom it runs. */
export const dockerfileChecks: readonly Check[] = [
  addInsteadOfCopy,
  apkCache,
  apkUntrusted,
  apkVersion,
  aptCommand,
  aptLists,
  aptRecommends,
  aptUnauthenticated,
  aptUpdateAlone,
  aptVersion,
  aptYes,
  buildTools,
  defaultPassword,
  developmentPackages,
  gemVersion,
  gitCredential,
  goVersion,
  imageDigest,
  imageName,
  imagePlatform,
  imageTag,
  insecureDownload,
  missingUser,
  npmInstall,
  npmVersion,
  pipCache,
  pipTrustedHost,
  pipVersion,
  pipeToShell,
  plainHttp,
  remoteAdd,
  rootUser,
  rpmCache,
  rpmSignature,
  rpmVersion,
  rpmYes,
  secretFile,
  secretInArg,
  secretInCommand,
  secretInEnv,
  secretMountCopied,
  setuid,
  shellInImage,
  sshPort,
  sshServer,
  sudo,
  systemUpgrade,
  tlsVerification,
  unverifiedDownload,
  userName,
  worldWritable,
  writableSystemPath,
  yarnCache,
];
