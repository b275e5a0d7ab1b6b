using System.Net;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Tests.Checks.Net;

/// <summary>Which addresses may be reached on whose behalf.</summary>
public sealed class NetworkRulesTests
{
    private static readonly NetworkRules PublicOnly = NetworkRules.Default with { Board = BoardReach.PublicOnly };

    private static string? Refusal(string address, NetworkLevel level = NetworkLevel.Operator, NetworkRules? rules = null, int port = 80) =>
        (rules ?? NetworkRules.Default).Refusal(IPAddress.Parse(address), port, level);

    [Theory]
    [InlineData("169.254.169.254", "169.254.169.254 is a cloud metadata address")]
    [InlineData("100.100.100.200", "100.100.100.200 is a cloud metadata address")]
    [InlineData("168.63.129.16", "168.63.129.16 is a cloud metadata address")]
    [InlineData("fd00:ec2::254", "fd00:ec2::254 is a cloud metadata address")]
    [InlineData("169.254.0.1", "169.254.0.1 is link-local")]
    [InlineData("fe80::1", "fe80::1 is link-local")]
    [InlineData("febf::1", "febf::1 is link-local")]
    [InlineData("224.0.0.1", "224.0.0.1 is multicast")]
    [InlineData("239.255.255.250", "239.255.255.250 is multicast")]
    [InlineData("ff02::1", "ff02::1 is multicast")]
    [InlineData("255.255.255.255", "255.255.255.255 is broadcast")]
    [InlineData("0.0.0.1", "0.0.0.1 is not an address of a host")]
    [InlineData("::ffff:169.254.169.254", "169.254.169.254 is a cloud metadata address")]
    [InlineData("::169.254.169.254", "169.254.169.254 is a cloud metadata address")]
    [InlineData("64:ff9b::a9fe:a9fe", "169.254.169.254 is a cloud metadata address")]
    [InlineData("64:ff9b:1::a9fe:a9fe", "169.254.169.254 is a cloud metadata address")]
    [InlineData("2002:a9fe:a9fe::1", "169.254.169.254 is a cloud metadata address")]
    public void Some_addresses_are_for_nobody(string address, string refusal) =>
        Assert.All(Enum.GetValues<NetworkLevel>(), level => Assert.Equal(refusal, Refusal(address, level)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("192.168.0.1")]
    [InlineData("fd00:ec2::1")]
    [InlineData("93.184.216.34")]
    [InlineData("2606:2800:220:1::1")]
    public void Private_hosts_are_what_a_monitor_is_for(string address) =>
        Assert.All(Enum.GetValues<NetworkLevel>(), level => Assert.Null(Refusal(address, level)));

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1 is loopback")]
    [InlineData("127.255.0.9", "127.255.0.9 is loopback")]
    [InlineData("::1", "::1 is loopback")]
    [InlineData("::", ":: is loopback")]
    [InlineData("0.0.0.0", "0.0.0.0 is loopback")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1 is loopback")]
    [InlineData("64:ff9b::7f00:1", "127.0.0.1 is loopback")]
    [InlineData("2002:7f00:1::", "127.0.0.1 is loopback")]
    [InlineData("10.1.2.3", "10.1.2.3 is private")]
    [InlineData("172.31.0.1", "172.31.0.1 is private")]
    [InlineData("192.168.0.1", "192.168.0.1 is private")]
    [InlineData("100.64.0.1", "100.64.0.1 is private")]
    [InlineData("fd12::1", "fd12::1 is private")]
    [InlineData("192.0.2.1", "192.0.2.1 is reserved")]
    [InlineData("240.0.0.1", "240.0.0.1 is reserved")]
    [InlineData("2001:db8::1", "2001:db8::1 is reserved")]
    public void The_board_can_be_kept_to_the_internet(string address, string refusal)
    {
        Assert.Equal(refusal, Refusal(address, NetworkLevel.Board, PublicOnly));
        Assert.Null(Refusal(address, NetworkLevel.Operator, PublicOnly));
        Assert.Null(Refusal(address, NetworkLevel.Outbound, PublicOnly));
    }

    [Theory]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("8.8.8.8")]
    [InlineData("2606:4700::1111")]
    public void The_internet_is_left_to_the_board(string address) => Assert.Null(Refusal(address, NetworkLevel.Board, PublicOnly));

    [Fact]
    public void The_board_can_be_kept_to_the_hosts_of_the_file()
    {
        var rules = NetworkRules.Default with { Board = BoardReach.KnownHosts, KnownHosts = ["shop.example", "::1"] };
        Assert.Null(rules.Refusal("Shop.Example.", NetworkLevel.Board));
        Assert.Null(rules.Refusal("[::1]", NetworkLevel.Board));
        Assert.Equal("other.example is not a host of checks.yaml", rules.Refusal("other.example", NetworkLevel.Board));
        Assert.Null(rules.Refusal("other.example", NetworkLevel.Operator));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::ffff:127.0.0.1")]
    public void The_monitors_own_ports_are_closed_to_the_board(string address)
    {
        var rules = NetworkRules.Default with { OwnPorts = [8501] };
        Assert.Equal("port 8501 belongs to the monitor itself", Refusal(address, NetworkLevel.Board, rules, 8501));
        Assert.Null(Refusal(address, NetworkLevel.Board, rules, 8502));
        Assert.Null(Refusal(address, NetworkLevel.Operator, rules, 8501));
        Assert.Null(Refusal("10.0.0.1", NetworkLevel.Board, rules, 8501));
    }
}
