using MeshLens.Core.Classification.View;

namespace MeshLens.Core.Classification;

/// <summary>Knows one cause, its look-alikes, and what tells them apart.</summary>
internal interface IRule
{
    /// <summary>Null when the window does not point at the cause.</summary>
    Suspicion? Judge(EdgeView edge);
}
