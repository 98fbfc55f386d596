namespace MeshLens.Lab.Proxies.Encryption;

/// <summary>Who a proxy is to other proxies, as it is told at its start.</summary>
/// <param name="Certificate">Its certificate with the key, PKCS #12 without a password, in base 64.</param>
/// <param name="Authority">Whose certificates it trusts, DER in base 64.</param>
internal sealed record IdentitySpec(string Certificate, string Authority);
