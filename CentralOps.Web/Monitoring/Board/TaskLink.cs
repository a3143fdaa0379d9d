using CentralOps.Domain.Dispatch;
using Microsoft.AspNetCore.Http.Extensions;

namespace CentralOps.Web.Monitoring.Board;

/// <summary>Addresses of the task list: a number links to exactly the rows it counts.</summary>
public static class TaskLink
{
    /// <summary>The address for these filters.</summary>
    public static string To(string? post = null, WorkKind? kind = null, WorkState? state = null, string? due = null, string? sort = null, string? caseNumber = null)
    {
        var query = new QueryBuilder();
        if (post is not null) query.Add("post", post);
        if (kind is not null) query.Add("kind", kind.Value.ToString().ToLowerInvariant());
        if (state is not null) query.Add("state", state.Value.ToString().ToLowerInvariant());
        if (due is not null) query.Add("due", due);
        if (sort is not null) query.Add("sort", sort);
        if (caseNumber is not null) query.Add("case", caseNumber);
        return "monitoring/tasks" + query;
    }

    /// <summary>The states that a <c>state</c> filter means: what is offered counts as being worked on.</summary>
    public static IReadOnlyList<WorkState>? States(string? state) => state switch
    {
        "waiting" => [WorkState.Waiting],
        "working" => [WorkState.Offered, WorkState.Working],
        "onhold" => [WorkState.OnHold],
        "done" => [WorkState.Done],
        _ => null,
    };
}
