using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Configuration.Bundles;

/// <summary>A bundle as a file: a ZIP archive of the documents, <c>manifest.json</c> with the SHA-256 of each, and <c>signature.json</c> over the manifest.</summary>
public static class BundleArchive
{
    /// <summary>Largest archive that is read, bytes; unpacked four times as much.</summary>
    public const int MaxBytes = 16 << 20;

    private const string Format = "centralops-bundle/1";
    private const int MaxEntries = 2000;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>JSON indented, anything else as it is, with line feeds only: the form in which documents are compared.</summary>
    public static string Canonical(string kind, string content)
    {
        var text = content.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (kind is ConfigurationKind.Process or ConfigurationKind.RuleSet) return text;
        try
        {
            using var json = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(json.RootElement, s_json).ReplaceLineEndings("\n") + "\n";
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>Packs and signs.</summary>
    public static byte[] Write(string source, DateTimeOffset at, string by, IReadOnlyList<BundleDocument> documents, IBundleSigner signer)
    {
        var manifest = JsonSerializer.SerializeToUtf8Bytes(
            new Manifest(Format, source, at, by, [.. documents.Select(d => new ManifestFile(d.Path, d.Kind, d.Key, d.Version, HashOf(d.Content)))]), s_json);
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "manifest.json", manifest);
            Put(zip, "signature.json", JsonSerializer.SerializeToUtf8Bytes(new SignatureFile(signer.PublicKey, signer.Sign(manifest)), s_json));
            foreach (var document in documents) Put(zip, document.Path, Encoding.UTF8.GetBytes(document.Content));
        }

        return stream.ToArray();
    }

    /// <summary>
    /// Unpacks and verifies. Refusals: <c>bundle.too-large</c>, <c>bundle.not-a-bundle</c>, <c>bundle.unsigned</c>, <c>bundle.altered</c> (file),
    /// <c>bundle.signer-unknown</c> (fingerprint).
    /// </summary>
    public static Outcome<Bundle> Read(byte[] archive, IBundleSigner signer)
    {
        if (archive.Length > MaxBytes) return new Refusal("bundle.too-large", MaxBytes >> 20);
        try
        {
            using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
            if (zip.Entries.Count > MaxEntries) return new Refusal("bundle.too-large", MaxBytes >> 20);
            var left = 4 * MaxBytes;
            if (Get(zip, "manifest.json", ref left) is not { } manifestBytes || JsonSerializer.Deserialize<Manifest>(manifestBytes, s_json) is not { Format: Format, Files: not null } manifest)
                return new Refusal("bundle.not-a-bundle");
            if (Get(zip, "signature.json", ref left) is not { } signed || JsonSerializer.Deserialize<SignatureFile>(signed, s_json) is not { PublicKey: not null, Signature: not null } signature)
                return new Refusal("bundle.unsigned");
            if (!signer.Verifies(signature.PublicKey, manifestBytes, signature.Signature)) return new Refusal("bundle.altered", "manifest.json");
            var fingerprint = IBundleSigner.FingerprintOf(signature.PublicKey);
            if (!signer.Trusts(fingerprint)) return new Refusal("bundle.signer-unknown", fingerprint, manifest.Source);

            var documents = new List<BundleDocument>();
            foreach (var file in manifest.Files)
            {
                if (Get(zip, file.Path, ref left) is not { } bytes || Encoding.UTF8.GetString(bytes) is var content && HashOf(content) != file.Sha256) return new Refusal("bundle.altered", file.Path);
                documents.Add(new BundleDocument(file.Kind, file.Key, file.Version, content));
            }

            return new Bundle(Convert.ToHexStringLower(SHA256.HashData(manifestBytes))[..12], manifest.Source, manifest.At, manifest.By, fingerprint, documents);
        }
        catch (Exception bad) when (bad is InvalidDataException or JsonException or NotSupportedException or EndOfStreamException or FormatException)
        {
            return new Refusal("bundle.not-a-bundle");
        }
    }

    private static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static void Put(ZipArchive zip, string path, byte[] bytes)
    {
        using var entry = zip.CreateEntry(path, CompressionLevel.Optimal).Open();
        entry.Write(bytes);
    }

    // Reads at most what is left: an archive that unpacks to gigabytes is cut off, whatever its directory says.
    private static byte[]? Get(ZipArchive zip, string path, ref int left)
    {
        if (zip.GetEntry(path) is not { } entry) return null;
        using var from = entry.Open();
        using var to = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = from.Read(buffer)) > 0)
        {
            left -= read;
            if (left < 0) throw new InvalidDataException("unpacks to too much");
            to.Write(buffer, 0, read);
        }

        return to.ToArray();
    }

    private sealed record Manifest(string Format, string Source, DateTimeOffset At, string By, IReadOnlyList<ManifestFile> Files);

    private sealed record ManifestFile(string Path, string Kind, string Key, int Version, string Sha256);

    private sealed record SignatureFile(byte[] PublicKey, byte[] Signature);
}
