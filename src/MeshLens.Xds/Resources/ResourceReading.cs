using System.Diagnostics.CodeAnalysis;

namespace MeshLens.Xds.Resources;

/// <summary>A decoded resource, or what is wrong with it.</summary>
public readonly record struct ResourceReading
{
    private ResourceReading(MeshResource? resource, string name, string? problem) => (Resource, Name, Problem) = (resource, name, problem);

    /// <summary>The resource; null when it is bad.</summary>
    public MeshResource? Resource { get; }

    /// <summary>Its name as far as it could be read; empty when it could not.</summary>
    public string Name { get; }

    /// <summary>Why it is bad, to be read after its name; null when it is good.</summary>
    public string? Problem { get; }

    /// <summary>Whether it could be read.</summary>
    [MemberNotNullWhen(true, nameof(Resource))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsGood => Resource is not null;

    internal static ResourceReading Good(MeshResource resource) => new(resource, resource.Name, null);

    internal static ResourceReading Bad(string name, string problem) => new(null, name, problem);
}
