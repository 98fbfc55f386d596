using MeshLens.Core.Verdicts;

namespace MeshLens.Api.Pages;

/// <summary>Windows one after the other with the same verdict, by their place in a chart.</summary>
internal readonly record struct VerdictRun(VerdictClass Class, int X, int Width);
