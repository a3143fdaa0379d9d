// What the search for names must find: each type of Bakery names Mill in one way only.
namespace CentralOps.Tests.Architecture.Canary.Mill
{
    /// <summary>Something to name.</summary>
    public class Flour
    {
        /// <summary>Leaves no trace in the assembly of who uses it.</summary>
        public const string Kind = "wheat";

        /// <summary>Grinds.</summary>
        public static int Grind() => 1;
    }

    /// <summary>An interface to name.</summary>
    public interface IGrain;

    /// <summary>An attribute to name.</summary>
    [AttributeUsage(AttributeTargets.All)]
    public sealed class GroundAttribute(Type? by = null) : Attribute
    {
        /// <summary>By what.</summary>
        public Type? By => by;
    }
}

namespace CentralOps.Tests.Architecture.Canary.Bakery
{
    internal sealed class ByBase : Mill.Flour;

    internal sealed class ByInterface : Mill.IGrain;

    internal sealed class ByProperty
    {
        public Mill.Flour? Flour { get; set; }
    }

    internal abstract class ByGenericArgument
    {
        public abstract IReadOnlyDictionary<string, List<Mill.Flour?[]>> All();
    }

    internal interface IByConstraint<T> where T : Mill.IGrain;

    internal static class ByCall
    {
        public static int Bake() => Mill.Flour.Grind();
    }

    internal static class ByLambda
    {
        public static Func<int> Bake(int more) => () => Mill.Flour.Grind() + more;
    }

    internal static class ByAsync
    {
        public static async Task<int> BakeAsync()
        {
            await Task.Yield();
            return Mill.Flour.Grind();
        }
    }

    internal static class ByTypeOf
    {
        public static Type Kind => typeof(Mill.Flour);
    }

    internal static class ByAttribute
    {
        [Mill.Ground]
        public static int Bake() => 1;
    }

    internal static class ByCatch
    {
        public static int Bake<T>(Func<T> oven)
        {
            try
            {
                return oven() is null ? 0 : 1;
            }
            catch (Exception e) when (e.Data is IDictionary<Mill.Flour, int>)
            {
                return 2;
            }
        }
    }

    internal sealed class Innocent
    {
        public static string Mill => "Mill.Flour";
    }
}
