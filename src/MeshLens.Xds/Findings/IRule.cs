using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings;

/// <summary>Judges one pattern. Pure: it sees the model and nothing else.</summary>
internal interface IRule
{
    /// <summary>What it is about.</summary>
    RuleInfo Info { get; }

    /// <summary>Everything it sees in a mesh.</summary>
    IEnumerable<Observation> Judge(ConfigurationModel model);
}
