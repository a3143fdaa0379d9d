using System.Globalization;
using CentralOps.Domain.Audit;

namespace CentralOps.Infrastructure.Audit;

/// <summary>One line per sealed block, appended to a file outside the database: number, hash, time. Ship it elsewhere to make the proof stronger.</summary>
internal sealed class FileAuditAnchor(string file) : IAuditAnchor
{
    public async Task NoteAsync(AuditBlock block, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{block.Number}\t{block.Hash}\t{block.SealedAt:O}\n")), cancel);
        stream.Flush(flushToDisk: true);
    }

    public async Task<IReadOnlyDictionary<long, string>> NotedAsync(CancellationToken cancel = default)
    {
        var noted = new Dictionary<long, string>();
        if (!File.Exists(file)) return noted;
        foreach (var line in await File.ReadAllLinesAsync(file, cancel))
        {
            var parts = line.Split('\t');
            if (parts.Length == 3 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var number)) noted[number] = parts[1];
        }
        return noted;
    }
}
