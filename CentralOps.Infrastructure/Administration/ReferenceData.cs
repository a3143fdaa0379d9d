using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Administration;

internal sealed class Branches(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock) : IBranches, IDisposable
{
    private readonly Cached<List<Branch>> _all = new(clock, async cancel =>
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Branch>().AsNoTracking().OrderBy(b => b.Code).ToListAsync(cancel);
    });

    public async ValueTask<IReadOnlyList<Branch>> AllAsync(CancellationToken cancel = default) => await _all.GetAsync(cancel);

    public async ValueTask<Branch?> FindAsync(string code, CancellationToken cancel = default) =>
        (await _all.GetAsync(cancel)).Find(b => b.Code == code);

    public void Forget() => _all.Forget();

    public void Dispose() => _all.Dispose();
}

/// <summary>Posts are read at every task and must not wait: the whole table is held and read again after ten seconds.</summary>
internal sealed class WorkPostCatalogue(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock) : IWorkPosts
{
    private readonly Held<List<WorkPost>> _all = new(clock, contexts, db => db.Set<WorkPost>().AsNoTracking().OrderBy(p => p.Order).ThenBy(p => p.Code).ToList());

    public IReadOnlyList<WorkPost> All => _all.Value;

    public void Forget() => _all.Forget();
}

/// <summary>Parameters are read at every condition and must not wait: the whole table (small, append-only) is held and refreshed in the background after ten seconds.</summary>
internal sealed class ParameterBook(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock) : IParameters
{
    private readonly Held<ILookup<string, Parameter>> _values = new(clock, contexts, db => db.Set<Parameter>().AsNoTracking().ToList().ToLookup(p => p.Key, StringComparer.Ordinal));

    public string? Get(string key) => _values.Value[key].InForce(clock.GetUtcNow())?.Value ?? ParameterKeys.All.FirstOrDefault(d => d.Key == key)?.Default;

    public decimal Number(string key) =>
        decimal.TryParse(Get(key), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidOperationException($"parameter {key} has no numeric value");

    public IReadOnlyList<string> Coming(string key)
    {
        var now = clock.GetUtcNow();
        return [.. _values.Value[key].Where(p => p.EffectiveFrom > now).OrderBy(p => p.EffectiveFrom).Select(p => p.Value)];
    }

    public void Forget() => _values.Forget();
}

/// <summary>
/// The parameter <c>business.date</c> when set, else the day in the bank's time zone (China keeps one: UTC+8, no summer time), rolled to the next working day when the
/// parameter <c>business.date-roll</c> says so.
/// </summary>
internal sealed class BusinessCalendar(IParameters parameters, CalendarBook calendars, TimeProvider clock) : IBusinessCalendar
{
    public DateOnly Today =>
        DateOnly.TryParseExact(parameters.Get(ParameterKeys.BusinessDate), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var set) ? set : Rolled(clock.GetUtcNow());

    private DateOnly Rolled(DateTimeOffset now)
    {
        if (!Enum.TryParse<DateRoll>(parameters.Get(ParameterKeys.BusinessDateRoll), out var roll) || roll == DateRoll.Never || calendars.Find(null) is not { } working)
            return DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).DateTime);
        return working.BusinessDateAt(now, cutOff: roll == DateRoll.CutOff);
    }
}
