using BenchmarkDotNet.Running;
using PeerProto.Benchmarks.Codec;
using PeerProto.Benchmarks.Generator;
using PeerProto.Benchmarks.Link;

switch (args)
{
    case [CodecBenchmark.Command, .. string[] options]:
        return CodecBenchmark.Run(options);
    case [GeneratorBenchmark.Command, .. string[] options]:
        return GeneratorBenchmark.Run(options);
    case [LinkBenchmark.Command, .. string[] options]:
        return await LinkBenchmark.RunAsync(options);
    case [LinkSide.Command, string row, .. string[] port]:
        await LinkSide.RunAsync(row, port is [string number] ? int.Parse(number) : null);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
