namespace MeshLens.Alerting.Rules;

/// <summary>
/// How much of a time may be bad. A fast burn is much of a short time and a slow burn some of a long one; an edge that was bad for so much
/// of the long time but is well again meets it no more, which is what the short time is for.
/// </summary>
/// <param name="Name">Told in the alert: <c>fast</c>.</param>
/// <param name="Over">The long time; 10 s to 6 h.</param>
/// <param name="And">The short time, within the long one; at least 10 s.</param>
/// <param name="Bad">The part of each that must be bad, 0 to 1.</param>
public sealed record BurnWindow(string Name, TimeSpan Over, TimeSpan And, double Bad)
{
    /// <summary>The longest time that is remembered of an edge.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(6);
}
