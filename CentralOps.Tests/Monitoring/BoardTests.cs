using Bunit;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Monitoring;
using CentralOps.Tests.Support;
using CentralOps.Web.Monitoring.Board;

namespace CentralOps.Tests.Monitoring;

public sealed class BoardTests : PortalContext
{
    [Fact]
    public void Each_of_the_six_numbers_links_to_exactly_its_rows()
    {
        var numbers = Render<BoardNumbers>(p => p.Add(n => n.Board, Board())).FindAll("a.stat");
        Assert.Equal(
            ["monitoring/tasks?kind=human&state=waiting", "monitoring/tasks?kind=human&state=working", "monitoring/tasks?kind=human&state=waiting&sort=oldest",
             "monitoring/tasks?kind=human&due=soon", "monitoring/tasks?kind=human&due=breached", "monitoring/tasks?kind=human&state=done"],
            numbers.Select(n => n.GetAttribute("href")));
        Assert.Equal(["7", "3", "9 分", "2", "1", "87.5 %"], numbers.Select(n => n.QuerySelector(".value")!.TextContent));
    }

    [Fact]
    public void Machine_queues_are_listed_but_do_not_count_among_what_people_have_to_do()
    {
        var board = Board() with { Queues = [.. Board().Queues, Queue("recognition", WorkKind.Machine, waiting: 90)] };
        Assert.Equal("7", Render<BoardNumbers>(p => p.Add(n => n.Board, board)).Find("a.stat .value").TextContent);
        var table = Render<QueueTable>(p => p.Add(t => t.Board, board).Add(t => t.Posts, WorkPost()));
        Assert.Equal(3, table.FindAll("tbody tr").Count);
        Assert.Contains("monitoring/tasks?post=entry&amp;kind=human&amp;due=soon", table.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_supervisor_is_told_of_breaches_incidents_empty_posts_and_long_waits_worst_first()
    {
        var board = Board() with { Incidents = 2 };
        Assert.Equal(
            [new BoardAlert(AlertKind.Incident, null, 2), new BoardAlert(AlertKind.Breached, "entry", 1), new BoardAlert(AlertKind.Nobody, "seal", 2), new BoardAlert(AlertKind.Overlong, "entry", 420)],
            BoardAlerts.Of(board, WorkPost()));
    }

    [Fact]
    public void Work_that_nobody_may_take_comes_before_everything_else()
    {
        var board = Board();
        board = board with { Incidents = 1, Queues = [.. board.Queues.Select(q => q.Post == "entry" ? q with { Stranded = 2, Hopeless = 3 } : q)] };
        var alerts = BoardAlerts.Of(board, WorkPost());
        Assert.Equal(new BoardAlert(AlertKind.Hopeless, "entry", 3), alerts[0]);
        Assert.Contains(new BoardAlert(AlertKind.Stranded, "entry", 2), alerts);
    }

    [Fact]
    public void An_acknowledged_alert_stays_quiet_until_it_doubles_or_half_an_hour_has_passed()
    {
        var seen = new AlertAcknowledgement { Key = "Breached:entry", Size = 3, At = Clock.GetUtcNow() };
        var soon = Clock.GetUtcNow().AddMinutes(29);
        Assert.True(seen.Covers(new BoardAlert(AlertKind.Breached, "entry", 5), soon));
        Assert.False(seen.Covers(new BoardAlert(AlertKind.Breached, "entry", 6), soon));
        Assert.False(seen.Covers(new BoardAlert(AlertKind.Breached, "entry", 3), soon.AddMinutes(1)));
        Assert.False(seen.Covers(new BoardAlert(AlertKind.Breached, "seal", 3), soon));
    }

    [Fact]
    public void Only_people_who_manage_dispatch_can_acknowledge()
    {
        BoardAlert? told = null;
        var alert = new BoardAlert(AlertKind.Nobody, "seal", 2);
        var viewer = Render<AlertColumn>(p => p.Add(a => a.Alerts, [alert]).Add(a => a.Posts, WorkPost()));
        Assert.Empty(viewer.FindAll("button"));
        var manager = Render<AlertColumn>(p => p.Add(a => a.Alerts, [alert]).Add(a => a.Posts, WorkPost()).Add(a => a.MayAcknowledge, true).Add(a => a.Acknowledged, a => told = a));
        manager.Find("button").Click();
        Assert.Equal(alert, told);
    }

    private BoardView Board() => new()
    {
        At = Clock.GetUtcNow(),
        Automation = 0.875,
        Queues =
        [
            Queue("entry", WorkKind.Human, waiting: 5, working: 3, signedIn: 2, due: 2, breached: 1) with { Oldest = Clock.GetUtcNow().AddMinutes(-9) },
            Queue("seal", WorkKind.Human, waiting: 2) with { Oldest = Clock.GetUtcNow().AddSeconds(-30) },
        ],
    };

    private static QueueRow Queue(string post, WorkKind kind, int waiting, int working = 0, int signedIn = 0, int due = 0, int breached = 0) =>
        new(post, kind, waiting, working, 0, null, due, breached, signedIn, [0, 1, 2]);

    private static IReadOnlyList<WorkPost> WorkPost() => WorkPosts.Shipped();
}
