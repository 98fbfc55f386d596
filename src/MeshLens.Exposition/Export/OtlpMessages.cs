using MeshLens.Exposition.Self;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Export;

/// <summary>What requests of every signal have in common: a resource, which is this server, and a scope.</summary>
internal static class OtlpMessages
{
    // Two servers may share a machine.
    private static readonly string Instance = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Opens request, resource and scope; the fields of the scope follow.</summary>
    /// <returns>To be given to <see cref="Close"/>.</returns>
    public static (int Resource, int Scope) Open(ByteBuffer output)
    {
        var resource = output.Open(1);
        var own = output.Open(1);
        Attribute(output, 1, "service.name", "meshlens");
        Attribute(output, 1, "service.version", ProcessFigures.Version);
        Attribute(output, 1, "service.instance.id", Instance);
        output.Close(own);
        var scope = output.Open(2);
        var name = output.Open(1);
        output.String(1, "meshlens");
        output.String(2, ProcessFigures.Version);
        output.Close(name);
        return (resource, scope);
    }

    public static void Close(ByteBuffer output, (int Resource, int Scope) marks)
    {
        output.Close(marks.Scope);
        output.Close(marks.Resource);
    }

    public static void Attribute(ByteBuffer output, int field, string key, string text)
    {
        var attribute = output.Open(field);
        output.String(1, key);
        var value = output.Open(2);
        output.String(1, text);
        output.Close(value);
        output.Close(attribute);
    }
}
