using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Configuration.Bundles;

/// <summary>One document of a bundle.</summary>
/// <param name="Kind">One of <see cref="ConfigurationKind"/>.</param>
/// <param name="Key">Stable key within the kind.</param>
/// <param name="Version">Its number where it was exported; for reading only.</param>
/// <param name="Content">The document; JSON indented so that it diffs well.</param>
public sealed record BundleDocument(string Kind, string Key, int Version, string Content)
{
    /// <summary>Where it lies in the archive, e.g. <c>process/cheque-transfer.bpmn</c>.</summary>
    public string Path => $"{Kind}/{Key}.{Extension}";

    private string Extension => Kind switch { ConfigurationKind.Process => "bpmn", ConfigurationKind.RuleSet => "dmn", _ => "json" };
}

/// <summary>Configuration on its way from one installation to another.</summary>
/// <param name="Id">First 12 hex digits of the SHA-256 of its manifest: two bundles with the same content differ by their time only.</param>
/// <param name="Source">Name of the installation that made it.</param>
/// <param name="At">Made at (UTC).</param>
/// <param name="By">Who made it.</param>
/// <param name="Signer">SHA-256 (hex) of the public key that signed it.</param>
/// <param name="Documents">In the order in which they depend on each other.</param>
public sealed record Bundle(string Id, string Source, DateTimeOffset At, string By, string Signer, IReadOnlyList<BundleDocument> Documents);

/// <summary>Signs bundles of this installation and judges others'. ECDSA on P-256 with SHA-256 (FIPS 186-5).</summary>
public interface IBundleSigner
{
    /// <summary>Public key of this installation (SubjectPublicKeyInfo, RFC 5280).</summary>
    byte[] PublicKey { get; }

    /// <summary>SHA-256 (hex) of a public key: what administrators compare and trust.</summary>
    static string FingerprintOf(byte[] publicKey) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(publicKey));

    /// <summary>Signature of these bytes.</summary>
    byte[] Sign(byte[] data);

    /// <summary>True when the signature is of these bytes and by that key; false for any malformed key or signature.</summary>
    bool Verifies(byte[] publicKey, byte[] data, byte[] signature);

    /// <summary>True for this installation's own key and those in setting <c>Bundles:TrustedSigners</c>.</summary>
    bool Trusts(string fingerprint);
}
