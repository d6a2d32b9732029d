import { describe, expect, it } from "vitest";

import { bytesOf, creationOptions, credentialToJson, requestOptions, textOf } from "./passkey";

const bytes = (...values: number[]) => Uint8Array.from(values);

describe("base64url", () => {
  it("goes there and back, without padding and with the two other letters", () => {
    expect(textOf(bytes(251, 255, 191, 1).buffer)).toBe("-_-_AQ");
    expect(bytesOf("-_-_AQ")).toEqual(bytes(251, 255, 191, 1));
    expect(bytesOf("AQ==")).toEqual(bytes(1));
  });

  it("refuses what is no text", () => {
    expect(() => bytesOf(undefined)).toThrow(TypeError);
  });
});

describe("options", () => {
  it("of a new passkey become bytes, and it must be able to log in by itself", () => {
    const options = creationOptions({
      publicKey: {
        challenge: "AQ",
        user: { id: "Ag", name: "carla@example.org", displayName: "Carla" },
        excludeCredentials: [{ type: "public-key", id: "Aw" }],
        authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
      },
    });
    expect(options.challenge).toEqual(bytes(1));
    expect(options.user).toEqual({
      id: bytes(2),
      name: "carla@example.org",
      displayName: "Carla",
    });
    expect(options.excludeCredentials).toEqual([{ type: "public-key", id: bytes(3) }]);
    expect(options.authenticatorSelection).toEqual({
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    });
  });

  it("of a log-in may name no passkey at all", () => {
    const options = requestOptions({ publicKey: { challenge: "AQ", rpId: "sio.example" } });
    expect(options).toEqual({ challenge: bytes(1), rpId: "sio.example", allowCredentials: [] });
  });
});

describe("a credential", () => {
  it("is sent with its bytes as text", () => {
    const credential = {
      id: "Aw",
      type: "public-key",
      rawId: bytes(3).buffer,
      authenticatorAttachment: "platform",
      response: { clientDataJSON: bytes(1).buffer, signature: bytes(2).buffer, userHandle: null },
      getClientExtensionResults: () => ({ credProps: { rk: true } }),
    };
    expect(credentialToJson(credential as unknown as Credential)).toEqual({
      id: "Aw",
      type: "public-key",
      rawId: "Aw",
      authenticatorAttachment: "platform",
      response: { clientDataJSON: "AQ", signature: "Ag" },
      clientExtensionResults: { credProps: { rk: true } },
    });
  });

  it("that is not there is an error", () => {
    expect(() => credentialToJson(null)).toThrow("no credential");
  });
});
