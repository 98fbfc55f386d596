using System.Reflection;
using System.Runtime.InteropServices;
using LibBpfSharp;

namespace Kernel.Tests;

/// <summary>Compares a kernel structure with its C# mirror: size, and name and offset of every field.</summary>
internal static class Layout
{
    public static void AssertSame(BtfStruct? kernel, Type mirror)
    {
        Assert.NotNull(kernel);
        Assert.Equal(kernel.Size, Marshal.SizeOf(mirror));
        var fields = mirror.GetFields(BindingFlags.Public | BindingFlags.Instance);
        Assert.Equal(
            kernel.Fields.Select(field => (Plain(field.Name), field.Offset)),
            fields.Select(field => (field.Name.ToUpperInvariant(), (int)Marshal.OffsetOf(mirror, field.Name))));
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
