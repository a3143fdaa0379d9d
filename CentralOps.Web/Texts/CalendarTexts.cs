namespace CentralOps.Web.Texts;

/// <summary>Texts of the working calendars: marks <c>CalendarTexts.resx</c>.</summary>
public sealed class CalendarTexts;
