/**
 * Nested app authentication: Outlook signs us in with the account that it is signed in with, and holds the tokens. Only this
 * file knows msal, and it is loaded when it is used (80 kB).
 */
import { createNestablePublicClientApplication, InteractionRequiredAuthError, type IPublicClientApplication } from '@azure/msal-browser';
import type { Settings } from '../settings';
import { graphScopes } from './codeFlow';

const scopes = graphScopes.map((scope) => `https://graph.microsoft.com/${scope}`);

export class Nested {
  #application: Promise<IPublicClientApplication> | null = null;

  constructor(private readonly settings: Settings) {}

  /** @returns null when the person must be asked. */
  async silent(user: string, fresh: boolean): Promise<string | null> {
    const application = await this.#ready();
    const account = application.getActiveAccount() ?? undefined;
    try {
      const request = { scopes, loginHint: user, forceRefresh: fresh };
      return (await application.acquireTokenSilent(account ? { ...request, account } : request)).accessToken;
    } catch (error) {
      if (error instanceof InteractionRequiredAuthError) return null;
      throw error;
    }
  }

  async asking(user: string): Promise<{ readonly token: string; readonly user: string }> {
    const application = await this.#ready();
    const answer = await application.acquireTokenPopup({ scopes, loginHint: user });
    application.setActiveAccount(answer.account);
    return { token: answer.accessToken, user: answer.account.username };
  }

  #ready(): Promise<IPublicClientApplication> {
    const { clientId, authority } = this.settings.entra;
    this.#application ??= createNestablePublicClientApplication({
      auth: { clientId, authority, knownAuthorities: [new URL(authority).host] },
      cache: { cacheLocation: 'memoryStorage' },
    });
    return this.#application;
  }
}
