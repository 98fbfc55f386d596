using MeshLens.Core.Edges;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;

namespace MeshLens.Api.Configuration;

/// <summary>The answer where no control plane is read.</summary>
internal sealed class NoConfiguration : IConfigurationAnswers
{
    public IReadOnlyList<Finding> Findings => [];

    public IReadOnlyList<string> Missing => ["No control plane is read: name one with --istiod."];

    public EdgeConfiguration? Find(EdgeKey edge, DateTimeOffset? onset) => null;
}
