using MeshLens.Core.Edges;
using Orleans;

// Core carries the attributes only; the serializers of its types are generated here, once.
[assembly: GenerateCodeForDeclaringAssembly(typeof(EdgeKey))]
