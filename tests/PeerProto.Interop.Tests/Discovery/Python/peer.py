"""One service and one browse of python-zeroconf, by commands on the standard input. Fields are separated by tabs; TXT entries by semicolons."""
import socket
import sys

from zeroconf import IPVersion, ServiceBrowser, ServiceInfo, Zeroconf

TYPE = "_whiteboard._tcp.local."
ADDRESS = sys.argv[1]


def say(*fields):
    print("\t".join(str(field) for field in fields), flush=True)


def info_of(name, port, txt):
    return ServiceInfo(TYPE, f"{name}.{TYPE}", port=int(port), addresses=[socket.inet_aton(ADDRESS)], server="zeroconf.local.",
                       properties=dict(entry.split("=") for entry in txt.split(";")))


class Listener:
    def add_service(self, zeroconf, type_, name):
        self.tell("+", zeroconf, name)

    def update_service(self, zeroconf, type_, name):
        self.tell("~", zeroconf, name)

    def remove_service(self, zeroconf, type_, name):
        say("-", name[: -len(TYPE) - 1])

    def tell(self, sign, zeroconf, name):
        found = zeroconf.get_service_info(TYPE, name)
        if found:
            txt = ";".join(f"{key.decode()}={(value or b'').decode()}" for key, value in found.properties.items())
            say(sign, name[: -len(TYPE) - 1], found.port, txt)


zeroconf = Zeroconf(interfaces=[ADDRESS], ip_version=IPVersion.V4Only)
service = None
say("ready")
for line in sys.stdin:
    command, *fields = line.rstrip("\n").split("\t")
    if command == "publish":
        service = info_of(*fields)
        zeroconf.register_service(service, allow_name_change=True)
        say("published", service.name[: -len(TYPE) - 1])
    elif command == "update":
        name, port = service.name[: -len(TYPE) - 1], service.port
        service = info_of(name, port, fields[0])
        zeroconf.update_service(service)
    elif command == "withdraw":
        zeroconf.unregister_service(service)
        say("withdrawn")
    elif command == "browse":
        ServiceBrowser(zeroconf, TYPE, Listener())
        say("browsing")
