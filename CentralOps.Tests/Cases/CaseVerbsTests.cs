using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Kernel;

namespace CentralOps.Tests.Cases;

/// <summary>What may happen to a case, and what never does.</summary>
public sealed class CaseVerbsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    private static readonly CaseStatus[] Ends = [CaseStatus.Completed, CaseStatus.Rejected, CaseStatus.Withdrawn];

    public static IEnumerable<TheoryDataRow<int>> Seeds() => Enumerable.Range(1, 200).Select(s => new TheoryDataRow<int>(s));

    [Theory, MemberData(nameof(Seeds))]
    public void Whatever_is_done_to_a_case_in_whatever_order_it_stays_whole(int seed)
    {
        var (random, @case, now) = (new Random(seed), ACase(), Noon);
        var (verbs, refused) = (Verbs(random), 0);
        for (var i = 0; i < 60; i++)
        {
            now = now.AddSeconds(1);
            var (before, value) = ((@case.Status, @case.FinishedAt, @case.IsFinished), @case.Accepted("amount"));
            try
            {
                verbs[random.Next(verbs.Length)](@case, now);
            }
            catch (RuleBroken)
            {
                refused++;
                Assert.Equal(before, (@case.Status, @case.FinishedAt, @case.IsFinished));
                Assert.Equal(value, @case.Accepted("amount"));
            }

            if (!before.IsFinished && @case.Status is CaseStatus.Rejected or CaseStatus.Withdrawn) Assert.False(@case.IsPostingBegun);
            if (before.IsFinished) Assert.Equal((before.Status, before.FinishedAt, value), (@case.Status, @case.FinishedAt, @case.Accepted("amount")));
            Whole(@case);
        }

        if (@case.IsFinished) Assert.True(refused > 0);
    }

    private static void Whole(Case @case)
    {
        Assert.Equal(@case.IsFinished, @case.FinishedAt is not null);
        Assert.All(@case.Fields.Where(f => f.Status == FieldStatus.Accepted), f => Assert.DoesNotContain(@case.Pages, p => p.Id == f.PageId && p.Replaced));
        Assert.Equal(@case.Fields.Count, @case.Fields.DistinctBy(f => f.Code).Count());
        Assert.All(@case.Fields.Where(f => f.Status == FieldStatus.Accepted), f => Assert.True(f is { Value: not null, Source: not null, AcceptedAt: not null }));
        Assert.All(@case.Fields.Where(f => f.Status == FieldStatus.Open), f => Assert.False(f is { OpenedAgainAt: not null, MachineSure: true }));
        if (@case.Accepted("amount") is { } amount) Assert.Equal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), @case.Amount);
        if (@case.Facts.Get(FlowFacts.MoneyMoved)) Assert.True(@case.IsPostingBegun);
        Assert.Equal(@case.LivePages.Count(), @case.LivePages.DistinctBy(p => p.Number).Count());
    }

    private static Action<Case, DateTimeOffset>[] Verbs(Random random) =>
    [
        (c, now) => c.Accept(c.Fields[random.Next(c.Fields.Count)], $"{random.Next(1, 900)}.00", "double-key", now),
        (c, now) => c.Accept(c.Fields[random.Next(c.Fields.Count)], $"{random.Next(1, 900)}.00", "correction", now),
        (c, now) => c.Reopen(["amount", "no.such.field"], now),
        (c, _) => c.Put(Read(c, c.LivePages.ElementAt(random.Next(c.LivePages.Count())).Id)),
        (c, _) => c.Field("amount")?.MarkIllegible(),
        (c, _) =>
        {
            var old = c.Pages[random.Next(c.Pages.Count)];
            c.Replace(old, Page(c, old.Number));
        },
        (c, _) => c.SendToBranch(),
        (c, _) => c.Stop(),
        (c, _) => c.Suspend(),
        (c, _) => c.Resume(),
        (c, _) => c.Rest(random.Next(2) == 0, random.Next(2) == 0),
        (c, _) => c.BeginPosting(),
        (c, _) => c.Booked(),
        (c, _) => c.PostingRefused("E1: no cover"),
        (c, now) => c.End(random.Next(12) == 0 ? Ends[random.Next(Ends.Length)] : CaseStatus.Running, now),
    ];

    [Fact]
    public void What_the_branch_or_a_supervisor_has_to_do_shows_before_a_pause_and_ends_with_it()
    {
        var @case = ACase();
        @case.SendToBranch();
        @case.Suspend();
        Assert.Equal(CaseStatus.WithBranch, @case.Status);
        @case.Stop();
        @case.Rest(asked: true, stopped: false);
        Assert.Equal(CaseStatus.WithBranch, @case.Status);
        @case.Rest(asked: false, stopped: false);
        Assert.Equal(CaseStatus.Running, @case.Status);
    }

    [Fact]
    public void A_later_refusal_does_not_take_back_that_money_has_moved()
    {
        var @case = ACase();
        @case.BeginPosting();
        @case.PostingRefused("E1: no cover");
        Assert.Equal((false, "E1: no cover"), (@case.IsPostingBegun, @case.Facts.Get(FlowFacts.CoreRefusal)));
        @case.BeginPosting();
        @case.Booked();
        @case.BeginPosting();
        @case.PostingRefused("E2: no such customer");
        Assert.True(@case.IsPostingBegun);
        Assert.Throws<RuleBroken>(() => @case.End(CaseStatus.Withdrawn, Noon));
    }

    [Fact]
    public void What_was_read_on_a_page_goes_with_it()
    {
        var @case = ACase();
        var (old, field) = (@case.Pages[0], @case.Field("amount")!);
        @case.Accept(field, "100.00", "double-key", Noon);
        @case.Replace(old, Page(@case, old.Number));
        Assert.Equal((FieldStatus.Open, (string?)null), (field.Status, @case.Accepted("amount")));
        Assert.Throws<RuleBroken>(() => @case.Accept(field, "100.00", "double-key", Noon));
        Assert.Throws<RuleBroken>(() => old.Register("cheque", 1, "cheque"));
        Assert.Throws<RuleBroken>(() => @case.Replace(old, Page(@case, old.Number)));
        @case.ForgetLostFields();
        Assert.Equal(["fee"], @case.Fields.Select(f => f.Code));
    }

    private static Case ACase()
    {
        var @case = new Case { Number = "202611230000001", BusinessType = "cheque-transfer", BranchCode = "3101" };
        @case.Pages.AddRange([Page(@case, 1), Page(@case, 2)]);
        @case.Put(Read(@case, @case.Pages[0].Id));
        @case.Put(new CaseField { CaseId = @case.Id, Code = "fee", Type = "amount", Keying = "none" });
        return @case;
    }

    private static CaseField Read(Case @case, Guid page) => new() { CaseId = @case.Id, Code = "amount", Type = "amount", Keying = "ocr-if-sure", PageId = page, MachineValue = "100.00", MachineSure = true };

    private static CasePage Page(Case @case, int number) => new() { CaseId = @case.Id, Number = number, ContentHash = Ids.New().ToString("N"), ThumbnailHash = "" };
}
