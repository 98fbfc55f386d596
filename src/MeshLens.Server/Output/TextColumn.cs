namespace MeshLens.Server.Output;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
internal readonly record struct TextColumn(string Title, bool IsNumber = false)
{
    public static implicit operator TextColumn(string title) => new(title);

    public static TextColumn Number(string title) => new(title, IsNumber: true);
}
