using System.Text.Json;
using CentralOps.Domain.Seals;
using CentralOps.Infrastructure.Administration;
using CentralOps.Infrastructure.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Seals;

/// <summary>Loads the specimen cards of the demo bank's accounts once, from <c>samples/demo-bank/accounts.json</c>.</summary>
internal sealed class DemoSpecimens(SpecimenImport import, IOptions<DemoOptions> options, IConfiguration configuration) : IFirstContent
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public int Order => 40;

    public async Task EnsureAsync(CancellationToken cancel)
    {
        if (!options.Value.Bank)
            return;
        var folder = Path.Combine(DataFolder.Samples(configuration) ?? throw new InvalidOperationException("the demo needs the samples folder: set Samples:Folder"), "demo-bank");
        await using var file = File.OpenRead(Path.Combine(folder, "accounts.json"));
        foreach (var account in await JsonSerializer.DeserializeAsync<List<DemoAccount>>(file, s_json, cancel) ?? [])
        {
            if (account.Specimens.Count == 0) continue; // an internal or deposit account: nobody signs for it
            var seals = new List<SpecimenData>();
            foreach (var s in account.Specimens)
                seals.Add(new(s.Role, await File.ReadAllBytesAsync(Path.Combine(folder, s.File), cancel), s.Dpi, s.ValidFrom, s.ValidTo));
            var imported = await import.ImportAsync(new(account.Account, account.Combination, seals), cancel);
            if (!imported.Succeeded)
                throw new InvalidOperationException($"specimen card of the demo bank: {imported.Refusal}");
        }
    }

    private sealed record DemoAccount(string Account, string Combination, IReadOnlyList<DemoSpecimen> Specimens);

    private sealed record DemoSpecimen(string Role, string File, double Dpi, DateOnly ValidFrom, DateOnly? ValidTo);
}
