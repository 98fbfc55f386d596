using MeshLens.Api.Configuration;
using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;

namespace MeshLens.Api.Edges;

/// <summary>The whole answer for an edge: what its signals say, and what the configuration adds.</summary>
internal sealed class EdgeDiagnoses(IEdgeAnswers answers, IConfigurationAnswers configuration)
{
    /// <returns>Null for an edge on which no traffic was seen.</returns>
    public async Task<Diagnosis?> Of(EdgeKey edge) =>
        await answers.Diagnose(edge) is { } diagnosis ? ConfigurationInDiagnosis.Add(diagnosis, edge, configuration) : null;
}
