using System.Runtime.CompilerServices;

// Every native signature is blittable, so nothing is marshalled at run time and NativeAOT needs no stubs.
[assembly: DisableRuntimeMarshalling]
[assembly: InternalsVisibleTo("LibBpfSharp.Tests")]
