using CentralOps.Domain.Cases;
using CentralOps.Domain.Processes;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Cases.Queries;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Cases;

public sealed class PagesOfOpenCasesTests
{
    [Fact]
    public async Task A_page_is_needed_while_one_of_its_cases_is_open()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var database = new MemoryDatabase();
        var (finished, open) = (new string('a', 64), new string('b', 64));
        await using (var db = database.CreateDbContext())
        {
            foreach (var (number, hash, ended) in new[] { ("1", finished, true), ("2", open, true), ("3", open, false) })
            {
                var @case = new Case { Number = number, BusinessType = "cheque-transfer", BranchCode = "3101", Process = new ProcessState() };
                if (ended) @case.End(CaseStatus.Completed, DateTimeOffset.UnixEpoch);
                db.Entry(db.Add(@case).Entity).Property(CaseConfiguration.BodyColumn).CurrentValue = "{}";
                db.Add(new CaseKey { CaseId = @case.Id, Kind = "page", Value = hash });
            }
            await db.SaveChangesAsync(cancel);
        }
        Assert.Equal([open], await new PagesOfOpenCases(database).StillNeededAsync([finished, open, new string('c', 64)], cancel));
    }
}
