using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Demo;

/// <summary>What a simulated operator makes of a kind of task: the truth of the sample, with a slip now and then. For papers that are no sample they take what the machine read.</summary>
internal interface IDemoAnswer
{
    /// <summary>Kinds of tasks.</summary>
    IReadOnlyList<string> Tasks { get; }

    /// <summary>How long it takes them, in milliseconds.</summary>
    (int Least, int Most) Takes { get; }

    /// <summary>The result; null = better leave it to a person.</summary>
    WorkResult? Of(WorkItem item, Case @case, DemoCase? sample);
}

/// <summary>How a feature brings the answers to its tasks.</summary>
internal static class DemoAnswerRegistration
{
    /// <summary>Adds them. A desk that only decides needs none: the simulated people say yes.</summary>
    public static IServiceCollection AddDemoAnswer<TAnswer>(this IServiceCollection services) where TAnswer : class, IDemoAnswer => services.AddSingleton<IDemoAnswer, TAnswer>();
}
