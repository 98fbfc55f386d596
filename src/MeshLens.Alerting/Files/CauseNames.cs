using System.Reflection;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Files;

/// <summary>The names of all causes that verdicts can have.</summary>
internal static class CauseNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(Cause).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(static property => property.GetValue(null)).OfType<Cause>()
            .Select(static cause => cause.Name).OfType<string>()
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    public static bool IsKnown(string name) => All.Contains(name);
}
