using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Views;
using CentralOps.Tests.Support;
using CentralOps.Web.Cases.Progress;
using CentralOps.Web.Components;

namespace CentralOps.Tests.Cases;

public sealed class CasePhasesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_case_being_keyed_has_its_recognition_behind_and_its_checks_before_it() =>
        Assert.Equal("● ● ◆ ○ ○ ○ ○", Told(CaseStatus.Running, ("recognition.pages", false), ("entry.fields", true)));

    [Fact]
    public void A_case_returned_to_the_branch_is_back_at_its_first_phase() =>
        Assert.Equal("▲ ○ ○ ○ ○ ○ ○", Told(CaseStatus.WithBranch, ("recognition.pages", false), ("check.data", false), ("branch.rework", true)));

    [Fact]
    public void A_completed_case_has_every_phase_behind_it() => Assert.Equal("● ● ● ● ● ● ●", Told(CaseStatus.Completed, ("recognition.pages", false)));

    [Fact]
    public void A_rejected_case_stops_where_it_got_to() => Assert.Equal("● ● ● ■ ○ ○ ○", Told(CaseStatus.Rejected, ("recognition.pages", false), ("seal.verify", false)));

    [Fact]
    public void A_step_that_is_no_longer_there_counts_as_a_check() =>
        Assert.Equal("● ● ● ◆ ○ ○ ○", Told(CaseStatus.Running, ("recognition.pages", false), ("of.another.time", true)));

    private static string Told(CaseStatus status, params (string Step, bool Open)[] steps)
    {
        var progress = new CaseProgress
        {
            CaseId = Guid.Empty,
            Number = "1",
            BusinessType = "cheque-transfer",
            Status = status,
            Steps = [.. steps.Select(s => new StepProgress(s.Step, s.Open, 1, s.Open ? 0 : 1, At, s.Open ? null : At, true, true))],
        };
        return string.Join(' ', CasePhases.Of(progress, ShippedSteps.Catalogue).Select(p => p.Kind switch
        {
            StateKind.Ok => "●", StateKind.Due => "▲", StateKind.Breached => "■", StateKind.Waiting => "◆", _ => "○",
        }));
    }
}
