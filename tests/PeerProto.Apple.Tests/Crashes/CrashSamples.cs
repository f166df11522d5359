namespace PeerProto.Apple.Tests;

/// <summary>Reports written for these tests in the public formats, and the line of the post.</summary>
internal static class CrashSamples
{
    /// <summary>The post's own words, with the sentence behind them.</summary>
    public const string OfPost =
        "CFNetwork None CFURLResponseGetRecommendedCachePolicy None 0 CFNetwork None CFHTTPCookieStorageUnscheduleFromRunLoop None 0 CFNetwork None /_/_CFNetworkAgentMessageProcessorMain None 0 " +
        "CFNetwork None CFURLDownloadCancel None 0 CFNetwork None CFURLDownloadCancel None 0 libdispatch.dylib None /_dispatch/_block/_async/_invoke2 None We've observed intermittent crashes in our " +
        "production environment, exclusively affecting customers running macOS 10.15 and 11.";

    public const string Header =
        """{"app_name":"Board","timestamp":"2024-05-02 10:11:12.00 +0200","app_version":"2.1","slice_uuid":"0f1e2d3c-0000-3000-8000-00000000abcd","build_version":"77","platform":1,"bundleID":"org.example.board","bug_type":"309","os_version":"macOS 14.4 (23E214)","incident_id":"11111111-2222-3333-4444-555555555555","name":"Board"}""";

    public const string Body =
        """
        {
          "uptime" : 5000,
          "procName" : "Board",
          "procPath" : "\/Applications\/Board.app\/Contents\/MacOS\/Board",
          "bundleInfo" : {"CFBundleShortVersionString":"2.1","CFBundleVersion":"77","CFBundleIdentifier":"org.example.board"},
          "captureTime" : "2024-05-02 10:11:11.1234 +0200",
          "osVersion" : {"train":"macOS 14.4","build":"23E214","releaseType":"User"},
          "modelCode" : "Mac14,2",
          "cpuType" : "X86-64",
          "translated" : true,
          "incident" : "11111111-2222-3333-4444-555555555555",
          "exception" : {"codes":"0x0000000000000001, 0x0000000000000010","rawCodes":[1,16],"type":"EXC_BAD_ACCESS","signal":"SIGSEGV","subtype":"KERN_INVALID_ADDRESS at 0x0000000000000010"},
          "termination" : {"flags":0,"code":11,"namespace":"SIGNAL","indicator":"Segmentation fault: 11","byProc":"exc handler","byPid":4242},
          "asi" : {"libsystem_c.dylib":["first remark","second remark"]},
          "faultingThread" : 1,
          "threads" : [
            {"id":1,"name":"main","queue":"com.apple.main-thread","frames":[{"imageOffset":4096,"symbol":"mach_msg2_trap","symbolLocation":8,"imageIndex":1}]},
            {"triggered":true,"id":2,"frames":[
              {"imageOffset":8192,"symbol":"objc_release","symbolLocation":16,"imageIndex":1},
              {"imageOffset":4660,"symbol":"__21-[Canvas drawStrokes]_block_invoke_2","symbolLocation":44,"sourceFile":"Canvas.m","sourceLine":88,"imageIndex":0},
              {"imageOffset":12288,"symbol":"_dispatch_call_block_and_release","symbolLocation":32,"imageIndex":1},
              {"imageOffset":5000,"symbol":"closure #1 (Int) -> () in Store.save<A>(_:)","symbolLocation":12,"imageIndex":0}
            ]}
          ],
          "usedImages" : [
            {"source":"P","arch":"x86_64","base":4294967296,"size":65536,"uuid":"0F1E2D3C-0000-3000-8000-00000000ABCD","path":"\/Applications\/Board.app\/Contents\/MacOS\/Board","name":"Board"},
            {"source":"S","arch":"x86_64","base":140703128616960,"size":131072,"uuid":"aaaaaaaa-bbbb-3ccc-8ddd-eeeeeeeeeeee","path":"\/usr\/lib\/libobjc.A.dylib","name":"libobjc.A.dylib"}
          ],
          "legacyInfo" : {"threadTriggered":{"queue":"org.example.store"}},
          "reportNotes" : ["one note"]
        }
        """;

    public const string Ips = Header + "\n" + Body + "\n";

    public const string Mac =
        """
        Process:               Board [4242]
        Path:                  /Applications/Board.app/Contents/MacOS/Board
        Identifier:            org.example.board
        Version:               2.1 (77)
        Code Type:             X86-64 (Native)
        Parent Process:        ??? [1]
        Date/Time:             2021-03-04 10:11:12.345 +0100
        OS Version:            Mac OS X 10.15.7 (19H2026)
        Report Version:        12

        Crashed Thread:        5  Dispatch queue: com.apple.CFNetwork.Connection

        Exception Type:        EXC_BAD_ACCESS (SIGSEGV)
        Exception Codes:       KERN_INVALID_ADDRESS at 0x00007f1122334455
        Termination Reason:    Namespace SIGNAL, Code 0xb

        Application Specific Information:
        objc_msgSend() selector name: release
        Note: one more line

        Thread 0:: Main Dispatch queue: com.apple.main-thread
        0   libsystem_kernel.dylib        	0x00007fff6c0a1dfa mach_msg_trap + 10

        Thread 5 Crashed:: Dispatch queue: com.apple.CFNetwork.Connection
        0   libobjc.A.dylib               	0x00007fff6aaa2219 objc_release + 25
        1   com.apple.CFNetwork           	0x00007fff2db4a5f3 CFHTTPCookieStorageUnscheduleFromRunLoop + 204110
        2   com.apple.CFNetwork           	0x00007fff2db4b000 CFURLDownloadCancel + 20411
        3   libdispatch.dylib             	0x00007fff6ab236c4 _dispatch_call_block_and_release + 12
        4   org.example.board             	0x000000010e3f8123 -[Loader stop] + 35 (Loader.m:12)
        5   My Helper Kit                 	0x000000010e600123 0x10e600000 + 291

        Thread 5 crashed with X86 Thread State (64-bit):
          rax: 0x0000000000000000  rbx: 0x0000600000000000

        Binary Images:
               0x10e3f7000 -        0x10e4b0fff +org.example.board (2.1 - 77) <0F1E2D3C-0000-3000-8000-00000000ABCD> /Applications/Board.app/Contents/MacOS/Board
               0x10e600000 -        0x10e6fffff +org.example.kit (1) <1F1E2D3C-0000-3000-8000-00000000ABCD> /Applications/Board.app/Contents/Frameworks/My Helper Kit.framework/My Helper Kit
            0x7fff2d900000 -     0x7fff2dcfffff  com.apple.CFNetwork (1128.0.1 - 1128.0.1) <2F1E2D3C-0000-3000-8000-00000000ABCD> /System/Library/Frameworks/CFNetwork.framework/Versions/A/CFNetwork
            0x7fff6aa90000 -     0x7fff6aac0fff  libobjc.A.dylib (787.1) <3F1E2D3C-0000-3000-8000-00000000ABCD> /usr/lib/libobjc.A.dylib
        """;

    public const string Phone =
        """
        Incident Identifier: 99999999-2222-3333-4444-555555555555
        Hardware Model:      iPhone12,1
        Process:             Board [300]
        Path:                /private/var/containers/Bundle/Application/X/Board.app/Board
        Identifier:          org.example.board
        Version:             77 (2.1)
        Code Type:           ARM-64 (Native)
        OS Version:          iPhone OS 14.4 (18D52)
        Report Version:      104

        Exception Type:  EXC_CRASH (SIGKILL)
        Exception Codes: 0x0000000000000000, 0x0000000000000000
        Termination Reason: Namespace FRONTBOARD, Code 0x8badf00d
        Triggered by Thread:  0

        Thread 0 name:  Dispatch queue: com.apple.main-thread
        Thread 0 Crashed:
        0   libsystem_kernel.dylib        	0x00000001bf1c2d30 0x1bf1bf000 + 15664
        1   Board                         	0x00000001045dc1a4 0x1045d8000 + 16804

        Binary Images:
        0x1045d8000 - 0x1045dffff Board arm64  <0f1e2d3c000030008000000000000abc> /private/var/containers/Bundle/Application/X/Board.app/Board
        0x1bf1bf000 - 0x1bf1effff libsystem_kernel.dylib arm64e  <1f1e2d3c000030008000000000000abc> /usr/lib/system/libsystem_kernel.dylib
        """;
}
