namespace MeshLens.Grains.Mesh;

/// <summary>What a part of the server has to say of what it is told: what it could not read, did not know or had no room for.</summary>
public interface ISourceNotes
{
    /// <summary>Sentences with counts since start, the remedy last; none while all is well.</summary>
    IEnumerable<string> Notes();
}
