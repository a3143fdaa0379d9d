using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Recognition.Classification;

namespace CentralOps.Web.Recognition;

/// <summary>Registers the desk of recognition.</summary>
internal static class RecognitionPanels
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddRecognitionPanels(this IServiceCollection services) => services.AddPanel<ClassificationPanel>("classification");
}
