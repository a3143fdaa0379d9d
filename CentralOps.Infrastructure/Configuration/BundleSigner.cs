using System.Security.Cryptography;
using CentralOps.Domain.Configuration.Bundles;
using CentralOps.Infrastructure.Secrets;
using Microsoft.Extensions.Configuration;

namespace CentralOps.Infrastructure.Configuration;

/// <summary>Signs with a key derived (HKDF, RFC 5869) from the installation's content key, so that every node has it and nobody must keep another secret.</summary>
internal sealed class BundleSigner(IConfiguration configuration) : IBundleSigner
{
    private readonly Lazy<ECParameters> _key = new(() => KeyOf(SecretKeys.Load(configuration, "Content:Key")));
    private readonly HashSet<string> _trusted = [.. configuration.GetSection("Bundles:TrustedSigners").GetChildren().Select(c => c.Value?.Trim().ToLowerInvariant()).OfType<string>()];

    public byte[] PublicKey
    {
        get
        {
            using var key = ECDsa.Create(_key.Value);
            return key.ExportSubjectPublicKeyInfo();
        }
    }

    public byte[] Sign(byte[] data)
    {
        using var key = ECDsa.Create(_key.Value);
        return key.SignData(data, HashAlgorithmName.SHA256);
    }

    public bool Verifies(byte[] publicKey, byte[] data, byte[] signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public bool Trusts(string fingerprint) => fingerprint == IBundleSigner.FingerprintOf(PublicKey) || _trusted.Contains(fingerprint);

    private static ECParameters KeyOf(byte[] secret)
    {
        var scalar = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "centralops bundle signing"u8.ToArray());
        scalar[0] &= 0x7F; // below the order of P-256
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        return key.ExportParameters(includePrivateParameters: true);
    }
}
