namespace MeshLens.Grains;

/// <summary>FNV-1a over the UTF-16 units: the same number in every process, which <see cref="string.GetHashCode()"/> is not.</summary>
internal static class StableHash
{
    public static int Of(string text)
    {
        var hash = 2166136261u;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 16777619u;
        }

        return (int)(hash & int.MaxValue);
    }
}
