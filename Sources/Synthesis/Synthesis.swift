import Nianbao
