using System.Reflection;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Cases;

/// <summary>A step handler under observation: what it writes into the case must be what its shape says, as the check of conditions believes it.</summary>
public class WatchedStep : DispatchProxy
{
    private IStepHandler _handler = default!;

    /// <summary>Puts all handlers under observation.</summary>
    public static void All(IServiceCollection services)
    {
        foreach (var one in services.Where(s => s.ServiceType == typeof(IStepHandler)).ToList())
        {
            services.Remove(one);
            services.AddSingleton(p => Of((IStepHandler)ActivatorUtilities.CreateInstance(p, one.ImplementationType!)));
        }
    }

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var scope = args?.OfType<StepScope>().FirstOrDefault();
        var before = scope is null ? [] : CaseVariables.Of(scope.Case);
        var result = targetMethod!.Invoke(_handler, BindingFlags.DoNotWrapExceptions, null, args, null);
        if (scope is not null)
        {
            var shape = _handler.Shape;
            var own = scope.Case.Fields.Select(f => CaseVariables.NameOf(f.Code)).Concat(CaseVariables.Data.Keys).ToHashSet();
            var written = CaseVariables.Of(scope.Case).Where(v => !own.Contains(v.Key) && !Equals(v.Value, before.GetValueOrDefault(v.Key))).Select(v => v.Key);
            var unsaid = written.FirstOrDefault(n => !shape.Establishes.Any(e => e == n || (e.EndsWith('*') && n.StartsWith(e[..^1], StringComparison.Ordinal))));
            if (unsaid is not null) throw new InvalidOperationException($"the step {shape.Step} writes '{unsaid}', which its shape does not say");
        }

        return result;
    }

    private static IStepHandler Of(IStepHandler handler)
    {
        var made = handler is IAmendableStep ? Create<IAmendableStep, WatchedStep>() : Create<IStepHandler, WatchedStep>();
        ((WatchedStep)(object)made)._handler = handler;
        return made;
    }
}
