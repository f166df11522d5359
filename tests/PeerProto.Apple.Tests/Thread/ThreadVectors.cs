namespace PeerProto.Apple.Tests;

/// <summary>Data sets that others published, and the two of the forum posts.</summary>
internal static class ThreadVectors
{
    /// <summary>
    /// OpenThread, src/cli/README_DATASET.md (BSD-3-Clause, Copyright The OpenThread Authors): the outputs of <c>dataset active -x</c>, <c>set active</c>, <c>pending -x</c>, <c>tlvs</c> and
    /// the input of <c>init tlvs</c>.
    /// </summary>
    public const string Active =
        "0e080000000000010000000300000f35060004001fffe0020839758ec8144b07fb0708fdf1f1add0797dc00510f366cec7a446bab978d90d27abe38f23030f4f70656e5468726561642d353933380102593804103ca67c969efb0d0c74a4d8ee923b576c0c0402a0f7f8";

    public const string WithWakeupChannel =
        "0e08000000000001000000030000164a0300001735060004001fffe00208b182e6a17996cecc0708fd3f363fa8f1b0bc0510ebb6f6a447c96e1542176df3a834ac0e030f4f70656e5468726561642d3663393901026c99041096e9cdfe1eb1363a3676e2b94df0271b0c0402a0f7f8";

    public const string Pending =
        "0e0800000000000100003308000000000002000034040000b512000300001a35060004001fffe00208a74182f4d3f4de410708fd46c1b9e15955740510ed916e454d96fd00184f10a6f5c9e1d3030f4f70656e5468726561642d626666380102bff80410264f78414adc683191863d968f72d1b70c0402a0f7f8";

    public const string FromTlvs =
        "0e080000000000010000000300001635060004001fffe00208d196fa2040e973b60708fdbbc310c48f3a3905109929154dbc363218bcd22f907caf5c15030f4f70656e5468726561642d646532620102de2b041015b2c16f7ba92ed4bc7b1ee054f1553f0c0402a0f7f8";

    public const string ToInit =
        "0e080000000000010000000300001235060004001fffe002088665f03e6e42e7750708fda576e5f9a5bd8c0510506071d8391be671569e080d52870fd5030f4f70656e5468726561642d633538640102c58d04108a926cf8b13275a012ceedeeae40910d0c0402a0f7f8";

    /// <summary>OpenThread, tests/unit/test_dataset.cpp (BSD-3-Clause, Copyright 2024 The OpenThread Authors).</summary>
    public const string OfUnitTest =
        "0e080000000000010000000300000f35060004001fffe002081de5bfecd5165b8f0708fde21f0c8a13e8e70510eaf9149fdc7378770698d59180221958030f4f70656e5468726561642d616163330102face04102eaae29484388e3119581a7b5a948c070c0402a0f7f8";

    /// <summary>home-assistant-libs/python-otbr-api, tests/test_tlv_parser.py (MIT, Copyright 2023 ESPHome): the data set of OpenThread's web interface, in capital letters.</summary>
    public const string OfBorderRouterDemo =
        "0E080000000000010000000300000F35060004001FFFE0020811111111222222220708FDAD70BFE5AA15DD051000112233445566778899AABBCCDDEEFF030E4F70656E54687265616444656D6F010212340410445F2B5CA6F2A93A55CE570A70EFEECB0C0402A0F7F8";

    /// <summary>Apple Developer Forums, "Thread Network API not working".</summary>
    public const string OfPostAboutStoring =
        "0e080000000000010000000300001035060004001fffe002083c66f0dc9ef53f1c0708fdb360c72874da9905104094dce45388fd3d3426e992cbf0697b030d474c2d5332302d6e65773030310102250b04106c9f919a4da9b213764fc83f849381080c0402a0f7f8";

    /// <summary>Apple Developer Forums, "Using activeOperationalDataSet with Matter chip-tool".</summary>
    public const string OfPostAboutChipTool =
        "0e080000000000000000000300001935060004001fffc002089f651677026f48070708fd9f65167702000ee90914b5d1097de9bb0818dc94690c0402a0f7f8";

    public static TheoryData<string> Whole => [Active, WithWakeupChannel, Pending, FromTlvs, ToInit, OfUnitTest, OfBorderRouterDemo, OfPostAboutStoring];
}
