using CentralOps.Domain.Recognition.Design;

namespace CentralOps.Web.Recognition.Designer;

/// <summary>A page to make a form from, or to try a template on.</summary>
/// <param name="Page">The page.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Dpi">Dots per inch; 0 = unknown.</param>
public sealed record TestPage(TrialPage Page, int Width, int Height, double Dpi);
