using System.Diagnostics;
using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Infrastructure.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CentralOps.Infrastructure.Demo;

/// <summary>
/// Where simulated customers get their papers from: freshly drawn by the sample generator, dated today, so that no cheque is paid twice however long the demo runs.
/// Without the generator the shipped samples serve, except the first ones, which are left to the people who try the demo.
/// </summary>
internal sealed class DemoPapers(IConfiguration configuration, IBusinessCalendar calendar, TimeProvider clock, ILogger<DemoPapers> log)
{
    private const int LeftToPeople = 3;
    private static readonly TimeSpan DrawingTime = TimeSpan.FromSeconds(60);

    private static readonly (string Type, string Scenario, int Weight)[] Mix =
    [
        ("cheque-transfer", "ok", 32), ("remittance", "ok", 22), ("counter-authorization", "ok", 6), ("internal-transfer", "ok", 4), ("payroll", "ok", 2), ("account-opening", "ok", 2),
        ("customer-change", "ok", 2), ("online-banking", "ok", 2), ("bill", "ok", 2), ("bill-acceptance", "ok", 2), ("loan-drawdown", "ok", 2), ("time-deposit", "ok", 2),
        ("cheque-transfer", "large", 4), ("remittance", "urgent", 3), ("remittance", "large", 2), ("counter-authorization", "large", 1), ("payroll", "partly-refused", 1), ("account-opening", "wrong-credit-code", 1), ("bill-acceptance", "low-margin", 1),
        ("cheque-transfer", "bad-words", 2), ("cheque-transfer", "forged-seal", 2), ("cheque-transfer", "missing-seal", 2), ("cheque-transfer", "wrong-cipher", 2), ("cheque-transfer", "insufficient", 2),
    ];

    private static readonly string[] Builds = ["Release", "Debug"];

    private readonly string _samples = DataFolder.Samples(configuration) ?? throw new InvalidOperationException("the demo needs the samples folder: set Samples:Folder");
    private readonly Queue<DemoCase> _shipped = [];

    // One of each type comes first, so that whoever looks for a type finds a case of it after a few minutes.
    private readonly Queue<(string Type, string Scenario)> _first = new(Mix.DistinctBy(m => m.Type).Select(m => (m.Type, m.Scenario)));
    private int _serial;

    /// <summary>The next case to submit; null = there are no papers left.</summary>
    public async Task<DemoCase?> NextAsync(CancellationToken cancel)
    {
        if (Generator() is { } generator && await DrawAsync(generator, cancel) is { } drawn) return drawn;
        if (_serial++ == 0 || _shipped.Count == 0)
        {
            foreach (var sample in DemoCase.Read(Path.Combine(_samples, "vouchers")).Where(c => !IsLeftToPeople(c.Name))) _shipped.Enqueue(sample);
        }

        return _shipped.TryDequeue(out var next) ? next : null;
    }

    /// <summary>All shipped samples: people submit these, and simulated operators work on them too.</summary>
    public IReadOnlyList<DemoCase> Shipped() => DemoCase.Read(Path.Combine(_samples, "vouchers"));

    private static bool IsLeftToPeople(string name) => name.Split('-') is [_, "ok", var number] && int.TryParse(number, CultureInfo.InvariantCulture, out var n) && n <= LeftToPeople;

    private string? Generator() => Builds
        .Select(build => Path.Combine(_samples, "generator", "bin", build, "net10.0", "CentralOps.SampleGenerator.dll")).FirstOrDefault(File.Exists);

    private async Task<DemoCase?> DrawAsync(string generator, CancellationToken cancel)
    {
        var seed = (int)(clock.GetUtcNow().ToUnixTimeMilliseconds() / 100 % int.MaxValue);
        var (type, scenario) = _first.TryDequeue(out var first) ? first : Pick(seed);
        var folder = Path.Combine(DataFolder.Of(configuration), "demo-papers", seed.ToString(CultureInfo.InvariantCulture));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var word in (string[])[generator, "case", "--date", calendar.Today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "--type", type, "--scenario", scenario, "--seed", $"{seed}", "--out", folder])
            start.ArgumentList.Add(word);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(DrawingTime);
        using var process = Process.Start(start);
        if (process is null) return null;
        try
        {
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode == 0) return DemoCase.Read(folder) is [var drawn, ..] ? drawn : null;
            log.LogWarning("the sample generator did not draw {Type} {Scenario}: {Error}", type, scenario, await error);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            log.LogWarning("the sample generator took longer than {Seconds} s", DrawingTime.TotalSeconds);
        }

        return null;
    }

    private static (string Type, string Scenario) Pick(int seed)
    {
        var roll = new Random(seed).Next(Mix.Sum(m => m.Weight));
        foreach (var (type, scenario, weight) in Mix)
            if ((roll -= weight) < 0) return (type, scenario);
        return ("cheque-transfer", "ok");
    }
}
