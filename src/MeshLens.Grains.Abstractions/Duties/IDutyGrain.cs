using Orleans;

namespace MeshLens.Grains.Duties;

/// <summary>Something that one server at a time does for all of them. The key is the duty's name.</summary>
[Alias("meshlens.duty"), Orleans.CodeGeneration.Version(1)]
public interface IDutyGrain : IGrainWithStringKey
{
    /// <summary>Takes the duty, or keeps it.</summary>
    /// <param name="server">Who asks: another name after each start.</param>
    /// <param name="term">For how long nobody else gets it. The same for everybody who asks.</param>
    /// <returns>Whether it is theirs.</returns>
    [Alias("take")]
    Task<bool> Take(string server, TimeSpan term);

    /// <summary>Gives it back, so that another one can take it at once.</summary>
    [Alias("leave")]
    Task Leave(string server);
}
