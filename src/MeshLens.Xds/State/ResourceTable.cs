using System.Collections.Immutable;
using MeshLens.Xds.Resources;

namespace MeshLens.Xds.State;

/// <summary>
/// The resources of one type. <see cref="Active"/> is in force; <see cref="Warming"/> was accepted and waits for its children, and
/// until they are there what it replaces stays in force, as in a proxy; <see cref="Absent"/> is known not to exist.
/// </summary>
internal sealed class ResourceTable(ResourceType type)
{
    private const int MostRefused = 256;

    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    public ResourceType Type => type;

    public Interest Interest { get; } = new();

    public ImmutableDictionary<string, MeshResource> Active { get; set; } = ImmutableDictionary<string, MeshResource>.Empty.WithComparers(StringComparer.Ordinal);

    public Dictionary<string, MeshResource> Warming { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Absent { get; } = new(StringComparer.Ordinal);

    /// <summary>Name and version of everything accepted, the newer one where a replacement is warming.</summary>
    public IEnumerable<MeshResource> Held => Active.Values.Where(active => !Warming.ContainsKey(active.Name)).Concat(Warming.Values);

    /// <summary>What was served last and could not be taken over, with the reason; the first so many.</summary>
    public IReadOnlyDictionary<string, string> Refused => _refused;

    public bool IsAnswered(string name) => Active.ContainsKey(name) || Absent.Contains(name);

    public void Refuse(string name, string problem)
    {
        if (_refused.Count < MostRefused || _refused.ContainsKey(name))
        {
            _refused[name] = problem;
        }
    }

    public void ForgetRefusal(string name) => _refused.Remove(name);

    /// <summary>Of those that a whole account does not mention; all of them when nothing is mentioned.</summary>
    public void ForgetRefusals(IReadOnlySet<string> mentioned)
    {
        foreach (var name in _refused.Keys.Where(name => !mentioned.Contains(name)).ToList())
        {
            _refused.Remove(name);
        }
    }
}
