using System.Security.Cryptography;
using CentralOps.Infrastructure.Database;
using Microsoft.Extensions.Configuration;

namespace CentralOps.Infrastructure.Secrets;

/// <summary>
/// Secret keys of 32 bytes, base64 in configuration. Where one is not configured it is made once and kept in the data folder, readable by
/// the owner only: right for one machine (SQLite). Several machines must share a key, so there a missing one is an error, as it is with
/// <c>Secrets:Generate=false</c>.
/// </summary>
public static class SecretKeys
{
    private const int Size = 32;

    /// <summary>The key of a setting, e.g. <c>Content:Key</c>.</summary>
    /// <exception cref="InvalidOperationException">Not configured where it must be, or not 32 bytes of base64.</exception>
    public static byte[] Load(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is { Length: > 0 } text) return Parse(text, setting);
        var provider = configuration["Database:Provider"] ?? "sqlite";
        var mayGenerate = configuration.GetValue("Secrets:Generate", provider.Equals("sqlite", StringComparison.OrdinalIgnoreCase));
        var name = setting.Replace(':', '.').ToLowerInvariant();
        if (!mayGenerate)
            throw new InvalidOperationException($"The setting {setting} is missing: 32 random bytes in base64, the same on every node (for example from `openssl rand -base64 32`).");
        var folder = Path.Combine(DataFolder.Of(configuration), "keys");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var file = Path.Combine(folder, name);
        return Parse(ReadOrMake(file), file);
    }

    private static byte[] Parse(string text, string where)
    {
        var key = new byte[Size];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == Size
            ? key
            : throw new InvalidOperationException($"{where} does not hold a key: 32 bytes in base64 are expected.");
    }

    private static string ReadOrMake(string file)
    {
        if (!File.Exists(file))
        {
            // Written aside and moved without overwriting: two processes that start at once end up with one key.
            var fresh = $"{file}.{Environment.ProcessId}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(fresh, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size))));
                stream.Flush(flushToDisk: true);
            }
            try
            {
                File.Move(fresh, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(fresh);
            }
        }
        return File.ReadAllText(file);
    }
}
