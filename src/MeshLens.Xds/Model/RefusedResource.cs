namespace MeshLens.Xds.Model;

/// <summary>A resource that was served and cannot be used: what was there before stays in force.</summary>
/// <param name="Type">CDS, LDS, …</param>
/// <param name="Name">Its name; empty when even that could not be read.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record RefusedResource(string Type, string Name, string Problem);
