using System.Globalization;
using System.Text.Json;
using MeshLens.Core.Signals;

namespace MeshLens.Api.Pages;

/// <summary>Numbers and times as pages write them; times are UTC, as those who compare them sit anywhere.</summary>
internal static class PageText
{
    private const string Unknown = "–";
    private const double NanosecondsPerMillisecond = 1e6;

    public static string Number(double? value) => value is { } known ? known.ToString(Math.Abs(known) < 10 ? "0.##" : "0.#", CultureInfo.InvariantCulture) : Unknown;

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    public static string Milliseconds(ulong nanoseconds) => nanoseconds == 0 ? Unknown : Number(nanoseconds / NanosecondsPerMillisecond);

    public static string Time(DateTimeOffset time) => Clock(time, "yyyy-MM-dd HH:mm:ss") + " UTC";

    public static string Clock(DateTimeOffset time, string format = "HH:mm:ss.fff") => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>"5 min": how long something has lasted, to the precision that somebody reads.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, duration.TotalSeconds):0} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalHours:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalDays:0} days"),
    };

    // The API's word for it.
    public static string Failure(FailureReason failure) => failure == FailureReason.None ? "" : JsonSerializer.Serialize(failure).Trim('"');
}
