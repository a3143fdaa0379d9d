using CentralOps.Domain.Administration;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Processes.Design;

/// <summary>What comes to a post: the tasks of every step of a published process that names it, or names no other.</summary>
public sealed class PostUse(IPublishedConfiguration configuration, IProcessCatalog processes, IStepCatalogue steps) : IPostUse
{
    /// <inheritdoc />
    public IReadOnlyList<PostTask> Of(string post)
    {
        var tasks = configuration.AllCurrent(ConfigurationKind.Process).Select(v => processes.Get(v.Key, v.Version)).OfType<ProcessGraph>()
            .SelectMany(graph => graph.Elements.Values.Select(e => e.Step).OfType<StepElement>().SelectMany(step => TasksAt(step, post)).Select(task => new PostTask(task, graph.Name)));
        return [.. (post == StepDesk.Incident.Post ? tasks.Append(new PostTask(StepDesk.Incident.Task, null)) : tasks).Distinct()];
    }

    private IEnumerable<string> TasksAt(StepElement step, string post) =>
        steps.Find(step.Step)?.Desks.Where(d => d.PostOf(step) == post).Select(d => d.Task) ?? [];
}
