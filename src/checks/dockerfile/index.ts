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
import { brokenExecForm } from './broken-exec-form.ts';
import { buildTools } from './build-tools.ts';
import { changeDirectory } from './change-directory.ts';
import { chownLayer } from './chown-layer.ts';
import { contextWithSecrets } from './context-with-secrets.ts';
import { copyFromItself } from './copy-from-itself.ts';
import { copyFromUnknown } from './copy-from-unknown.ts';
import { copySlash } from './copy-slash.ts';
import { copyToRelative } from './copy-to-relative.ts';
import { defaultPassword } from './default-password.ts';
import { developmentMode } from './development-mode.ts';
import { developmentPackages } from './development-packages.ts';
import { envSelfReference } from './env-self-reference.ts';
import { gemVersion } from './gem-version.ts';
import { gitCredential } from './git-credential.ts';
import { goVersion } from './go-version.ts';
import { healthcheck } from './healthcheck.ts';
import { imageDigest } from './image-digest.ts';
import { imageName } from './image-name.ts';
import { imagePlatform } from './image-platform.ts';
import { imageTag } from './image-tag.ts';
import { insecureDownload } from './insecure-download.ts';
import { maintainer } from './maintainer.ts';
import { missingUser } from './missing-user.ts';
import { npmInstall } from './npm-install.ts';
import { npmVersion } from './npm-version.ts';
import { oldBase } from './old-base.ts';
import { onBuild } from './on-build.ts';
import { pipCache } from './pip-cache.ts';
import { pipTrustedHost } from './pip-trusted-host.ts';
import { pipVersion } from './pip-version.ts';
import { pipeToShell } from './pipe-to-shell.ts';
import { pipefail } from './pipefail.ts';
import { plainHttp } from './plain-http.ts';
import { portRange } from './port-range.ts';
import { privilegedBuild } from './privileged-build.ts';
import { relativeWorkdir } from './relative-workdir.ts';
import { remoteAdd } from './remote-add.ts';
import { remoteDebugger } from './remote-debugger.ts';
import { removedLater } from './removed-later.ts';
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
import { severalCommands } from './several-commands.ts';
import { severalEntrypoints } from './several-entrypoints.ts';
import { severalHealthchecks } from './several-healthchecks.ts';
import { shellForm } from './shell-form.ts';
import { shellInImage } from './shell-in-image.ts';
import { sshPort } from './ssh-port.ts';
import { sshServer } from './ssh-server.ts';
import { stageNameTwice } from './stage-name-twice.ts';
import { sudo } from './sudo.ts';
import { systemUpgrade } from './system-upgrade.ts';
import { systemWorkdir } from './system-workdir.ts';
import { tlsVerification } from './tls-verification.ts';
import { unknownInstruction } from './unknown-instruction.ts';
import { unverifiedDownload } from './unverified-download.ts';
import { uselessCommand } from './useless-command.ts';
import { userName } from './user-name.ts';
import { useraddLog } from './useradd-log.ts';
import { wgetAndCurl } from './wget-and-curl.ts';
import { wholeContext } from './whole-context.ts';
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
  brokenExecForm,
  buildTools,
  changeDirectory,
  chownLayer,
  contextWithSecrets,
  copyFromItself,
  copyFromUnknown,
  copySlash,
  copyToRelative,
  defaultPassword,
  developmentMode,
  developmentPackages,
  envSelfReference,
  gemVersion,
  gitCredential,
  goVersion,
  healthcheck,
  imageDigest,
  imageName,
  imagePlatform,
  imageTag,
  insecureDownload,
  maintainer,
  missingUser,
  npmInstall,
  npmVersion,
  oldBase,
  onBuild,
  pipCache,
  pipTrustedHost,
  pipVersion,
  pipeToShell,
  pipefail,
  plainHttp,
  portRange,
  privilegedBuild,
  relativeWorkdir,
  remoteAdd,
  remoteDebugger,
  removedLater,
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
  severalCommands,
  severalEntrypoints,
  severalHealthchecks,
  shellForm,
  shellInImage,
  sshPort,
  sshServer,
  stageNameTwice,
  sudo,
  systemUpgrade,
  systemWorkdir,
  tlsVerification,
  unknownInstruction,
  unverifiedDownload,
  uselessCommand,
  userName,
  useraddLog,
  wgetAndCurl,
  wholeContext,
  worldWritable,
  writableSystemPath,
  yarnCache,
];
