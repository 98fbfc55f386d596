namespace MeshLens.Server.Output;

/// <summary>The server's answer, byte for byte: a script sees what it would see from the API.</summary>
internal static class JsonOutput
{
    public static void Write(ReadOnlySpan<byte> answer)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(answer);
        output.WriteByte((byte)'\n');
    }
}
