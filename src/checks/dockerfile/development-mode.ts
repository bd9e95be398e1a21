import { at, instructionsOf, isInImage, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const developmentMode: Check = defineCheck({
  id: 'dockerfile/development-mode',
  title: 'Program runs in its development mode',
  severity: 'low',
  on: 'dockerfile',
  why: 'Development modes answer errors with source code and settings, leave checks out and reload code from disk.',
  remedy: 'Set the production value: NODE_ENV=production, ASPNETCORE_ENVIRONMENT=Production, RAILS_ENV=production.',
  standards: { nsa: ['secure-images'], owasp: ['K01'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ENV')) {
      const word = instruction.words.find(({ text }) => MODES.test(text));
      if (word && isInImage(dockerfile, instruction))
        yield at(instruction, `${shown(word.text)} is meant for the machine of a developer`, word);
    }
  },
});

const MODES =
  /^(?:NODE_ENV|RAILS_ENV|RACK_ENV|FLASK_ENV|APP_ENV|ASPNETCORE_ENVIRONMENT|DOTNET_ENVIRONMENT|SPRING_PROFILES_ACTIVE|GIN_MODE)=["']?(?:dev|development|debug|local)["']?$/i;
