using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Administration.Parameters;

/// <summary>Values of parameters as people read them.</summary>
public sealed class ParameterText(IStringLocalizer<AdministrationTexts> texts, CalendarBook calendars, DurationText durations)
{
    /// <summary>The value in words.</summary>
    public string Of(ParameterDefinition parameter, string value)
    {
        if (value.Length == 0)
            return texts[parameter.Kind == ParameterKind.Calendar ? "Calendar.None" : "Parameters.Empty"];
        return parameter.Kind switch
        {
            ParameterKind.Amount when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) => AmountText.Format(amount),
            ParameterKind.Seconds when int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds) => durations.Of(TimeSpan.FromSeconds(seconds)),
            ParameterKind.Switch => texts[value == "true" ? "Switch.On" : "Switch.Off"],
            ParameterKind.Calendar => calendars.All().Where(c => c.Key == value).Select(c => Bilingual.Of(c.Calendar.NameZh, c.Calendar.NameEn)).FirstOrDefault() ?? value,
            ParameterKind.Choice => texts[$"Parameter.{parameter.Key}.{value}"],
            _ => value,
        };
    }
}
