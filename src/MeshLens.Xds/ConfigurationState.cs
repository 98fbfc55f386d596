using MeshLens.Xds.Changes;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.State;

namespace MeshLens.Xds;

/// <summary>The configuration of a mesh at one moment, and what is to be said of it.</summary>
/// <param name="At">When it was pushed.</param>
/// <param name="Model">What applies.</param>
/// <param name="Findings">What rules find in it, the worst first.</param>
/// <param name="Log">What changed until then.</param>
public sealed record ConfigurationState(DateTimeOffset At, ConfigurationModel Model, IReadOnlyList<Finding> Findings, ChangeLog Log)
{
    /// <summary>A view from which nothing was read yet.</summary>
    public static ConfigurationState Nothing(ConfigurationView view) =>
        new(default, ConfigurationModel.Of(ResourceSnapshot.Empty, view, ControlPlaneFacts.None), [], ChangeLog.Empty);

    /// <summary>What is to be said when this has become <paramref name="model"/>.</summary>
    public ConfigurationState Then(ConfigurationModel model, DateTimeOffset at) => new(at, model, RuleBook.Judge(model), Log.Then(Model, model, at));
}
