/**
 * Passkeys: a form with `data-passkey` asks the browser for a credential when it is sent.
 *
 * `data-passkey="create"` makes one, `"get"` uses one; their options stand in the page as JSON, under
 * the id in `data-options`. `"login"` uses one too, but fetches its options from the form's address.
 * The texts for a refusal stand in `data-refused` and `data-lacking`. The page comes with its button
 * disabled: a press before this script is there would send a form without a credential.
 */

import { readJson } from "../shared/page";

type Kind = "create" | "get" | "login";
type Json = Record<string, unknown>;

export function startPasskeys(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void sendWithCredential(form);
    });
    form.querySelector("button")?.removeAttribute("disabled");
  }
}

async function sendWithCredential(form: HTMLFormElement): Promise<void> {
  if (typeof PublicKeyCredential === "undefined") {
    tell(form, form.dataset.lacking);
    return;
  }
  tell(form, undefined);
  const button = form.querySelector("button");
  button?.setAttribute("disabled", "");
  try {
    const credential = await ask(form.dataset.passkey as Kind, form);
    const field = form.querySelector<HTMLInputElement>("input[name=credential]");
    if (field === null) throw new Error("the form has no field for the credential");
    field.value = JSON.stringify(credential);
    form.submit();
  } catch {
    // The person closed the question, or this browser has no such passkey: both may be tried again.
    tell(form, form.dataset.refused);
    button?.removeAttribute("disabled");
  }
}

async function ask(kind: Kind, form: HTMLFormElement): Promise<Json> {
  if (kind === "create") {
    const publicKey = creationOptions(optionsIn(form).creation_options);
    return credentialToJson(await navigator.credentials.create({ publicKey }));
  }
  const options = kind === "login" ? await optionsFrom(form.action) : optionsIn(form);
  const publicKey = requestOptions(options.request_options);
  return credentialToJson(await navigator.credentials.get({ publicKey }));
}

function optionsIn(form: HTMLFormElement): Json {
  return asJson(readJson(form.dataset.options ?? ""));
}

async function optionsFrom(address: string): Promise<Json> {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`no options: ${String(response.status)}`);
  return asJson(await response.json());
}

/** What WebAuthn's create wants; it always makes a passkey that can log in by itself. */
export function creationOptions(json: unknown): PublicKeyCredentialCreationOptions {
  const options = asJson(asJson(json).publicKey);
  const user = asJson(options.user);
  return {
    ...(options as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytesOf(options.challenge),
    user: { ...(user as unknown as PublicKeyCredentialUserEntity), id: bytesOf(user.id) },
    excludeCredentials: descriptors(options.excludeCredentials),
    authenticatorSelection: {
      ...(asJson(options.authenticatorSelection) as AuthenticatorSelectionCriteria),
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
}

/** What WebAuthn's get wants. */
export function requestOptions(json: unknown): PublicKeyCredentialRequestOptions {
  const options = asJson(asJson(json).publicKey);
  return {
    ...(options as unknown as PublicKeyCredentialRequestOptions),
    challenge: bytesOf(options.challenge),
    allowCredentials: descriptors(options.allowCredentials),
  };
}

/** The credential as the server reads it: bytes as base64url. Throws if there is none. */
export function credentialToJson(credential: Credential | null): Json {
  if (credential === null) throw new Error("no credential");
  const { id, type, rawId, response, authenticatorAttachment } = credential as PublicKeyCredential;
  const extensions = (credential as PublicKeyCredential).getClientExtensionResults();
  return {
    id,
    type,
    rawId: textOf(rawId),
    authenticatorAttachment,
    response: responseToJson(response),
    clientExtensionResults: extensions,
  };
}

const BYTE_FIELDS = [
  "clientDataJSON",
  "attestationObject",
  "authenticatorData",
  "signature",
  "userHandle",
] as const;

function responseToJson(response: AuthenticatorResponse): Json {
  const fields = response as unknown as Json;
  const json: Json = {};
  for (const name of BYTE_FIELDS) {
    const value = fields[name];
    if (value instanceof ArrayBuffer) json[name] = textOf(value);
  }
  return json;
}

function descriptors(list: unknown): PublicKeyCredentialDescriptor[] {
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown) => {
    const json = asJson(item);
    const descriptor = json as unknown as PublicKeyCredentialDescriptor;
    return { ...descriptor, id: bytesOf(json.id) };
  });
}

/** Bytes of base64url text, with or without padding. */
export function bytesOf(text: unknown): Uint8Array<ArrayBuffer> {
  if (typeof text !== "string") throw new TypeError("expected base64url text");
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/").replaceAll("=", ""));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Base64url text of bytes, without padding. */
export function textOf(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function tell(form: HTMLFormElement, text: string | undefined): void {
  const notice = form.querySelector<HTMLElement>("[data-passkey-notice]");
  if (notice === null) return;
  notice.textContent = text ?? "";
  notice.hidden = text === undefined;
}
